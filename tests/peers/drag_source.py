"""A small window from which files can be dragged, as from a file manager."""
import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

paths = [Path(path).absolute().as_uri() for path in sys.argv[1:]]
window = Gtk.Window(title="drag-source")
window.set_decorated(False)
window.set_keep_above(True)
window.set_default_size(120, 60)
window.move(0, 0)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="files"))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris(paths))
handle.connect("drag-end", lambda *_: Gtk.main_quit())
window.add(handle)
window.show_all()
Gtk.main()
