"""Writes a receipt for each order, which is JSON: {"id": "A-1", "items": [{"name": "apples", "price": "3.20"}]}."""

import json
import os
from decimal import Decimal

import boto3

receipts = boto3.client("s3")


def handle(event, context):
    failed = []
    for record in event["Records"]:
        try:
            order = json.loads(record["body"])
            # The same order again writes the same receipt again: a queue may deliver twice.
            receipts.put_object(Bucket=os.environ["RECEIPTS"], Key=f"receipts/{order['id']}.txt", Body=receipt(order))
        except Exception as problem:
            print(record["messageId"], repr(problem))
            failed.append({"itemIdentifier": record["messageId"]})
    # The others are done; these are delivered again.
    return {"batchItemFailures": failed}


def receipt(order):
    prices = [(item["name"], Decimal(item["price"])) for item in order["items"]]
    lines = [f"{name:20}{price:10.2f}" for name, price in prices]
    return "\n".join([f"Order {order['id']}", *lines, f"{'':20}{sum(price for _, price in prices):10.2f}", ""]).encode()
