"""Worker processes: jobs run side by side, and one that dies or runs late takes no other with it."""
