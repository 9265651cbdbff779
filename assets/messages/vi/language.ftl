### The language itself: its own name, and the region after whose habits the window names days.

language-name = Tiếng Việt
language-locale = vi-VN
