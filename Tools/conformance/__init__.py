"""A round trip of every resource type through the typed resources.

``instances`` builds JSON from CloudFormation's schemas alone, as many instances a type as it takes to
set every property that can be set. The Swift program that ``render-samples`` writes constructs the same
values with the generated types and synthesizes them. ``compare`` says whether what came out is what went in.
"""
