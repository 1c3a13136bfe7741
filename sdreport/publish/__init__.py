"""Publish: executed chapters to pages, PDFs and downloads, and the result put in place in one step."""
