# Words for lengths of time.
