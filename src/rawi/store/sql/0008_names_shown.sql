-- In `name_rule` kind company: the archive shows that the two are one (`rawi.relate.company`), which is looked for now and then.
-- Up to which arrival articles had come when it was last looked for the names that they show to be one: 0 for never.
CREATE TABLE names_shown (arrival INTEGER NOT NULL) STRICT;
INSERT INTO names_shown VALUES (0);
