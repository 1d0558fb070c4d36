-- The thing that a notice is about and its reader must see for it to be there: an id as addresses have it.
ALTER TABLE notice ADD COLUMN thing TEXT;
CREATE INDEX notice_thing ON notice (thing, person) WHERE thing IS NOT NULL;
-- What is kept too long is found by its time.
CREATE INDEX notice_at ON notice (at, id);
-- By what somebody caused a grouped notice: a comment, a reaction to something. Taking the last one back takes their name
-- back. `cause` is the comment's id, or the reaction's word and what it is to.
CREATE TABLE notice_cause (
    notice BYTEA NOT NULL,
    who    BYTEA NOT NULL,
    cause  TEXT  NOT NULL,
    PRIMARY KEY (notice, who, cause)
);
CREATE INDEX notice_cause_of ON notice_cause (cause, who);
