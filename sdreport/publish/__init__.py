"""Publish: run the chapters, make pages, PDFs and downloads of them, and put the result in place in one step."""
