### The catalogue.

catalogue-unreadable = Catalogue file { $file } cannot be read: { $detail }.
catalogue-broken = The catalogue is refused: file { $file }, { $place }: { $detail }.
catalogue-unknown = The program has no catalogue "{ $detail }".
catalogue-none-of-year = There is no catalogue of { $detail } here yet. Import the roster, or the province's catalogue file.
unit-act-merge = Merged
unit-act-split = Split
unit-act-rename = Renamed
unit-act-move = Moved
unit-act-abolish = Abolished
unit-act-found = Founded
