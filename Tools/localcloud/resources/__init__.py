"""Resource types that ministack's CloudFormation lacks, or keeps only part of."""
