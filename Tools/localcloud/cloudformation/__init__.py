"""Stack operations as AWS performs them, on top of ministack's CloudFormation."""
