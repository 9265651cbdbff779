### What is wrong with a text that is to have a form (JSON, TOML), after a colon: so without a capital letter.

misread-missing = the part “{ $detail }” is missing{ $place }
misread-unknown = there is no part named “{ $detail }”{ $place }
misread-twice = the part “{ $detail }” stands there twice{ $place }
misread-no-choice = “{ $detail }” is none of the values that can be chosen{ $place }
misread-wrong-type = the value “{ $detail }” is of another type{ $place }
misread-other-type = a value is of another type, or lacks a part{ $place }
misread-too-long = it is longer than it may be{ $place }
misread-form = the syntax is wrong{ $place }
