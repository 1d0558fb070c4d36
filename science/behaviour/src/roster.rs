//! Which row belongs to a person: an open-addressing table of our own, because person numbers are random
//! 32-bit surrogates and the standard map's order would make two builds of the same events differ.

/// An empty slot. A taken one holds the row plus one in its upper half and the person in its lower half, so
/// a look-up that hits touches one cache line.
const EMPTY: u64 = 0;
/// 2^32 divided by the golden ratio spreads consecutive numbers evenly (Knuth, TAOCP vol. 3, 6.4).
const GOLDEN: u32 = 0x9E37_79B9;

/// People in the order in which they were first seen; a person's place in it is their row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    people: Vec<u32>,
    slots: Vec<u64>,
}

impl Roster {
    /// People by row.
    pub fn people(&self) -> &[u32] {
        &self.people
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Rows in ascending order of person: the one order that does not depend on arrival.
    pub fn rows_by_person(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.len()).collect();
        rows.sort_unstable_by_key(|row| self.people[*row]);
        rows
    }

    /// A person's row, if they have one.
    pub fn row(&self, person: u32) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        row_in(self.slots[self.slot(person)])
    }

    /// A person's row, a new one if they have none.
    #[inline]
    pub fn row_or_new(&mut self, person: u32) -> usize {
        if self.people.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot(person);
        if let Some(row) = row_in(self.slots[slot]) {
            return row;
        }
        self.people.push(person);
        self.slots[slot] = taken(self.people.len(), person);
        self.people.len() - 1
    }

    /// Gives back memory that was reserved for growth; the slots keep theirs, which is what makes them quick.
    pub fn shrink(&mut self) {
        self.people.shrink_to_fit();
    }

    /// Bytes held on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.people.capacity() * size_of::<u32>() + self.slots.capacity() * size_of::<u64>()
    }

    /// The slot that holds the person, or the empty one where they belong. At most three slots in four are
    /// taken, so the walk ends.
    #[inline]
    fn slot(&self, person: u32) -> usize {
        let mask = self.slots.len() - 1;
        let bits = self.slots.len().trailing_zeros();
        let spread = u64::from(person.wrapping_mul(GOLDEN));
        let mut slot = (spread << bits >> 32) as usize & mask;
        while self.slots[slot] != EMPTY && self.slots[slot] as u32 != person {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        self.slots = vec![EMPTY; size];
        for row in 0..self.people.len() {
            let person = self.people[row];
            let slot = self.slot(person);
            self.slots[slot] = taken(row + 1, person);
        }
    }
}

fn taken(row_plus_one: usize, person: u32) -> u64 {
    (row_plus_one as u64) << 32 | u64::from(person)
}

fn row_in(slot: u64) -> Option<usize> {
    ((slot >> 32) as usize).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_keeps_the_row_they_were_first_given() {
        let mut roster = Roster::default();
        assert_eq!(roster.row(7), None);
        let people: Vec<u32> =
            (0..5_000_u32).map(|i| i.wrapping_mul(2_654_435_769).rotate_left(i % 7)).collect();
        let rows: Vec<usize> = people.iter().map(|person| roster.row_or_new(*person)).collect();
        for (person, row) in people.iter().zip(&rows) {
            assert_eq!(roster.row(*person), Some(*row));
            assert_eq!(roster.people()[*row], *person);
        }
        assert_eq!(roster.row_or_new(u32::MAX), roster.len() - 1);
        assert_eq!(roster.row_or_new(0), roster.row(0).unwrap());
        let sorted = roster.rows_by_person();
        assert!(sorted.windows(2).all(|pair| roster.people()[pair[0]] < roster.people()[pair[1]]));
    }
}
