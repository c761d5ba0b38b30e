"""A local AWS endpoint that nested CloudFormation templates deploy to for real, on loopback.

ministack stores the resources; this package adds what a deployment needs and ministack lacks:
nested stacks that roll back, change sets that are right, Auto Scaling groups that launch
instances, and load balancers that answer HTTP.
"""
