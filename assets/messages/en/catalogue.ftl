### The catalogue.

catalogue-unreadable = Catalogue file { $file } cannot be read: { $detail }.
catalogue-broken = The catalogue is refused: file { $file }, { $place }: { $detail }.
catalogue-unknown = The program has no catalogue "{ $detail }".
unit-act-merge = Merged
unit-act-split = Split
unit-act-rename = Renamed
unit-act-move = Moved
unit-act-abolish = Abolished
unit-act-found = Founded
