"""What stands on each page. Comes in: the archive and what was asked. Goes out: records for the templates; no HTML, no words."""
