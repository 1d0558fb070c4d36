"""An object store that checks signatures, for the tests of platform/media.

moto believes its first three callers whoever they are; with these a key is made that may do everything, and from then
on every request must be signed. Prints the setting that names the store, then serves until it is ended.
"""

import json
import os
import socket
import threading
import urllib.parse

os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "3"

import boto3
from botocore.config import Config
from moto.server import ThreadedMotoServer

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False).start()
endpoint = f"http://127.0.0.1:{port}"
anybody = dict(
    endpoint_url=endpoint, aws_access_key_id="x", aws_secret_access_key="x", region_name="us-east-1"
)
iam = boto3.client("iam", **anybody)
iam.create_user(UserName="market")
everything = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
iam.put_user_policy(UserName="market", PolicyName="everything", PolicyDocument=json.dumps(everything))
made = iam.create_access_key(UserName="market")["AccessKey"]
key, secret = made["AccessKeyId"], made["SecretAccessKey"]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    aws_access_key_id=key,
    aws_secret_access_key=secret,
    region_name="us-east-1",
    config=Config(s3={"addressing_style": "path"}),
)
s3.create_bucket(Bucket="pictures")
secret = urllib.parse.quote(secret, safe="")
print(f"s3://{key}:{secret}@pictures/market?endpoint={endpoint}&region=us-east-1", flush=True)
threading.Event().wait()
