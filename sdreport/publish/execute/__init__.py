"""Run the chapter notebooks: papermill, with warm kernels where the system allows."""
