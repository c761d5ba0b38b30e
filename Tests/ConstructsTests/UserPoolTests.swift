import Constructs
import TemplateTesting
import XCTest

final class UserPoolTests: XCTestCase {
    private func users(_ build: (Stack, UserPool) -> Void = { _, _ in }) throws -> EvaluatedStack {
        try synthesize { build($0, UserPool(in: $0.scope("Users"))) }
    }

    func testPasswordsAreLongAndAccountsHardToTakeOver() throws {
        let pool = try users()["UsersPool"].Properties
        XCTAssertEqual(
            pool.Policies.PasswordPolicy,
            [
                "MinimumLength": 12, "RequireLowercase": true, "RequireUppercase": true, "RequireNumbers": true,
                "RequireSymbols": true, "TemporaryPasswordValidityDays": 3,
            ])
        XCTAssertEqual(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly, true)
        XCTAssertEqual(pool.UsernameAttributes, ["email"])
        XCTAssertEqual(pool.UsernameConfiguration.CaseSensitive, false)
        XCTAssertEqual(pool.AutoVerifiedAttributes, ["email"])
        XCTAssertEqual(
            pool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate, ["email"])
        XCTAssertEqual(
            pool.AccountRecoverySetting.RecoveryMechanisms, [["Name": "verified_email", "Priority": 1]])
    }

    func testASecondFactorIsAnAppAndNoTextMessage() throws {
        let stack = try synthesize { stack in
            for (id, mfa) in [("Off", UserPool.MFA.off), ("Optional", .optional), ("Required", .required)] {
                _ = UserPool(in: stack.scope(id), selfSignUp: true, mfa: mfa)
            }
        }
        XCTAssertEqual(
            stack.all("AWS::Cognito::UserPool").mapValues { [$0.MfaConfiguration, $0.EnabledMfas] },
            [
                "OffPool": ["OFF", .missing], "OptionalPool": ["OPTIONAL", ["SOFTWARE_TOKEN_MFA"]],
                "RequiredPool": ["ON", ["SOFTWARE_TOKEN_MFA"]],
            ])
        XCTAssertEqual(stack["OffPool"].Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly, false)
    }

    func testItOutlivesItsStackAndRefusesToBeDeleted() throws {
        let stack = try synthesize(["IsDev": "true"]) { stack in
            _ = UserPool(in: stack.scope("Users"))
            _ = UserPool(
                in: stack.scope("Guests"), deletionProtection: .if(stack.flag("IsDev"), .inactive, else: .active))
        }
        XCTAssertEqual(stack["UsersPool"].Properties.DeletionProtection, "ACTIVE")
        XCTAssertEqual(stack["UsersPool"].DeletionPolicy, "RetainExceptOnCreate")
        XCTAssertEqual(stack["GuestsPool"].Properties.DeletionProtection, "INACTIVE")
    }

    func testAppsHaveNoSecretServersDoAndNeitherTellsWhoThereIs() throws {
        let stack = try users { _, users in
            _ = users.client("Web", for: .app)
            _ = users.client("Shop", for: .server)
        }
        let (web, shop) = (stack["UsersWebClient"].Properties, stack["UsersShopClient"].Properties)
        XCTAssertEqual([web.GenerateSecret, shop.GenerateSecret], [false, true])
        for client in [web, shop] {
            XCTAssertEqual(client.UserPoolId, "UsersPool")
            XCTAssertEqual(client.PreventUserExistenceErrors, "ENABLED")
            XCTAssertEqual(client.ExplicitAuthFlows, ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])
            XCTAssertEqual(client.EnableTokenRevocation, true)
            XCTAssertEqual(client.AccessTokenValidity, 60)
            XCTAssertEqual(client.TokenValidityUnits.AccessToken, "minutes")
            XCTAssertEqual(client.AllowedOAuthFlows, .missing)
        }
    }

    func testPeopleSignInOnPagesAndComeBackWithACode() throws {
        let stack = try users { stack, users in
            let pages = users.signInPages(at: "shop-\(stack.parameter("Environment", default: "dev"))")
            _ = users.client(
                "Web", for: .app,
                signIn: pages.returning(
                    to: ["https://shop.example.com/signed-in"], afterSignOut: ["https://shop.example.com/"]))
            stack.output("SignIn", pages.url)
        }
        XCTAssertEqual(stack["UsersSignInPages"].Properties, ["Domain": "shop-dev", "UserPoolId": "UsersPool"])
        XCTAssertEqual(stack.outputs["SignIn"], "https://UsersSignInPages.auth.eu-west-3.amazoncognito.com")
        let client = stack["UsersWebClient"].Properties
        XCTAssertEqual(client.AllowedOAuthFlows, ["code"])
        XCTAssertEqual(client.AllowedOAuthFlowsUserPoolClient, true)
        XCTAssertEqual(client.AllowedOAuthScopes, ["openid", "email", "profile"])
        XCTAssertEqual(client.CallbackURLs, ["https://shop.example.com/signed-in"])
        XCTAssertEqual(client.LogoutURLs, ["https://shop.example.com/"])
    }

    func testAnAPITakesTheTokensOfClientsThatAreNamed() throws {
        let stack = try users { stack, users in
            let (web, app) = (users.client("Web", for: .app), users.client("Phone", for: .app))
            let api = HTTPAPI(
                in: stack.scope("Shop"), authorization: .tokens(users.tokens(for: web, app)))
            let function = Function(in: stack.scope("Handler"), code: .inline("", runtime: .python3_13))
            api.routes(.get("/items"), to: function)
            api.routes(.put("/items"), to: function, authorization: .tokens(users.tokens(for: web, app), scopes: ["w"]))
            api.routes(.post("/items"), to: function, authorization: .tokens(users.tokens(for: web)))
        }
        let issuer = "https://cognito-idp.eu-west-3.amazonaws.com/UsersPool"
        let authorizers = stack.all("AWS::ApiGatewayV2::Authorizer")
        XCTAssertEqual(
            authorizers.mapValues(\.JwtConfiguration),
            [
                "ShopUsersWebPhoneAuthorizer": [
                    "Audience": ["UsersWebClient", "UsersPhoneClient"], "Issuer": .string(issuer),
                ],
                "ShopUsersWebAuthorizer": ["Audience": ["UsersWebClient"], "Issuer": .string(issuer)],
            ])
    }

    func testClientsAndPagesOfAnotherPoolAreToldOf() {
        assertOneError(
            diagnose { stack in
                let web = UserPool(in: stack.scope("Guests")).client("Web", for: .app)
                _ = UserPool(in: stack.scope("Users")).tokens(for: web)
            }, "reference-type", at: #line - 1)
        assertOneError(
            diagnose { stack in
                let pages = UserPool(in: stack.scope("Guests")).signInPages(at: "guests")
                let users = UserPool(in: stack.scope("Users"))
                _ = users.client("Web", for: .app, signIn: pages.returning(to: ["https://example.com/"]))
            }, "reference-type", at: #line - 1)
    }

    func testWhoManagesPeopleIsGrantedThatAndWhoReadsLess() throws {
        let stack = try users { stack, users in
            users.grantRead(to: Role(in: stack.scope("Reports"), assumedBy: "lambda.amazonaws.com"))
            let admin = Role(in: stack.scope("Admin"), assumedBy: "lambda.amazonaws.com")
            users.grantManage(to: admin)
            users.grantReadClientSecrets(to: admin)
        }
        let (reads, manages) = (stack.allowed("ReportsRole"), stack.allowed("AdminRole"))
        XCTAssertEqual(reads["cognito-idp:ListUsers"], ["UsersPool.Arn"])
        XCTAssertNil(reads["cognito-idp:AdminDeleteUser"])
        XCTAssertEqual(manages["cognito-idp:AdminDeleteUser"], ["UsersPool.Arn"])
        XCTAssertEqual(manages["cognito-idp:ListUsers"], ["UsersPool.Arn"])
        XCTAssertEqual(manages["cognito-idp:DescribeUserPoolClient"], ["UsersPool.Arn"])
        XCTAssertTrue(manages.keys.allSatisfy { !$0.contains("*") })
    }

    func testAPoolThatWasThereBeforeGetsClientsAndNothingElse() throws {
        let stack = try synthesize { stack in
            let users = UserPool.existing(in: stack.scope("Staff"), id: "eu-west-3_a1B2c3D4e")
            let web = users.client("Web", for: .app)
            let old = users.existingClient("Old", id: "1example23456789")
            let api = HTTPAPI(in: stack.scope("Shop"), authorization: .tokens(users.tokens(for: web, old)))
            api.routes(
                .get("/items"),
                to: Function(in: stack.scope("Handler"), code: .inline("", runtime: .python3_13)))
            users.grantRead(to: Role(in: stack.scope("Reports"), assumedBy: "lambda.amazonaws.com"))
        }
        XCTAssertEqual(stack.all("AWS::Cognito::UserPool").count, 0)
        XCTAssertEqual(stack["StaffWebClient"].Properties.UserPoolId, "eu-west-3_a1B2c3D4e")
        XCTAssertEqual(
            stack["ShopStaffWebOldAuthorizer"].Properties.JwtConfiguration,
            [
                "Audience": ["StaffWebClient", "1example23456789"],
                "Issuer": "https://cognito-idp.eu-west-3.amazonaws.com/eu-west-3_a1B2c3D4e",
            ])
        XCTAssertEqual(
            stack.allowed("ReportsRole")["cognito-idp:ListUsers"],
            ["arn:aws:cognito-idp:eu-west-3:123456789012:userpool/eu-west-3_a1B2c3D4e"])
    }
}
