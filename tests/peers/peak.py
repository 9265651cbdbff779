"""Runs a command to its end and writes the most memory that it had, in KiB, into a file."""

import resource
import subprocess
import sys

file, *command = sys.argv[1:]
code = subprocess.call(command)
with open(file, "w") as out:
    out.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code if code >= 0 else 99)
