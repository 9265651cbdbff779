### Long work.

progress-copy = Copying the data
progress-check = Checking
progress-read = Reading the file
progress-write = Writing
progress-seal = Signing and encrypting
progress-import = Taking packages in
progress-stopped = Stopped as asked.
