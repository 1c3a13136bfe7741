"""Text, files and workbooks from and for outside made safe, in one place per format."""
