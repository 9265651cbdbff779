### The language itself: its own name, and the region after whose habits the window names days.

language-name = English
language-locale = en-GB
