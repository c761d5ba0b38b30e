"""Instances, the groups that launch them and the load balancers in front of them."""
