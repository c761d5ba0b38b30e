"""An HTTP API for people of a user pool, which calls a function; requests are limited and logged."""

from aws_cdk import (
    aws_apigatewayv2 as api, aws_apigatewayv2_authorizers as authorizers, aws_apigatewayv2_integrations as integrations,
    aws_cognito as cognito, aws_lambda as lambda_, aws_logs as logs,
)


def block(stack):
    people = cognito.UserPool(
        stack, "People", sign_in_aliases=cognito.SignInAliases(email=True), mfa=cognito.Mfa.OPTIONAL,
        mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False), deletion_protection=True,
        password_policy=cognito.PasswordPolicy(
            min_length=12, require_digits=True, require_lowercase=True, require_uppercase=True, require_symbols=True))
    browser = people.add_client("Browser", prevent_user_existence_errors=True)
    shop = lambda_.Function(
        stack, "Shop", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): return {'statusCode': 200}"))
    http = api.HttpApi(
        stack, "API", create_default_stage=False,
        default_authorizer=authorizers.HttpUserPoolAuthorizer("People", people, user_pool_clients=[browser]))
    stage = http.add_stage("Stage", auto_deploy=True, throttle=api.ThrottleSettings(rate_limit=100, burst_limit=200))
    log = logs.LogGroup(stack, "AccessLog", retention=logs.RetentionDays.ONE_MONTH)
    stage.node.default_child.access_log_settings = api.CfnStage.AccessLogSettingsProperty(
        destination_arn=log.log_group_arn, format='{"requestId": "$context.requestId", "status": "$context.status"}')
    integration = integrations.HttpLambdaIntegration("Shop", shop)
    http.add_routes(path="/items", methods=[api.HttpMethod.GET], integration=integration)
    http.add_routes(path="/items/{id}", methods=[api.HttpMethod.GET], integration=integration)
