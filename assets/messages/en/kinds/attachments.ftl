### All that is said of attachments.

kind-attachments = Attachments

column-record = Belongs to record
column-sha256 = SHA-256
column-size = Size (bytes)
column-travels = Sent with the report
