"""Where code runs. Comes in: a stage and records. Goes out: the stage's answers; the stages themselves know nothing of it."""
