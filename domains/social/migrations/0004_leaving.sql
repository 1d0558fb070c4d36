-- Who leaves the market is nobody's to mute any more: found by whom it is about.
CREATE INDEX mute_whom ON mute (whom, muter);
