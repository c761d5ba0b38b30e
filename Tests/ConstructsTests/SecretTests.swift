import Constructs
import TemplateTesting
import XCTest

final class SecretTests: XCTestCase {
    private func secret(_ content: SecretContent) throws -> Node {
        try synthesize { _ = Secret(in: $0.scope("Login"), content) }["LoginSecret"]
    }

    func testAPasswordIsLongAndNeedsNoQuotationMarksAnywhere() throws {
        let generated = try secret(.password()).Properties.GenerateSecretString
        XCTAssertEqual(generated, ["PasswordLength": 32, "ExcludePunctuation": true])
        let printable = try secret(.password(GeneratedPassword(length: 20, .printable(except: "/@\"")))).Properties
        XCTAssertEqual(
            printable.GenerateSecretString, ["PasswordLength": 20, "ExcludeCharacters": "/@\""])
    }

    func testMembersThatEverybodyMayKnowStandBesideOneThatNobodyDoes() throws {
        let generated = try secret(.members(["username": "shop", "port": "5432"], generating: "pass")).Properties
            .GenerateSecretString
        XCTAssertEqual(generated.GenerateStringKey, "pass")
        let template = try Node(json: Array(generated.SecretStringTemplate.string.utf8))
        XCTAssertEqual(template, ["username": "shop", "port": "5432"])
    }

    func testWhatADeploymentIsGivenIsNowhereInTheTemplate() throws {
        func stack(_ content: (Value<String>) -> SecretContent) throws -> EvaluatedStack {
            try synthesize(["Token": "correct-horse"]) { stack in
                _ = Secret(in: stack.scope("Login"), content(stack.parameter("Token", noEcho: true)))
            }
        }
        let given = try stack { .given($0) }["LoginSecret"].Properties
        XCTAssertEqual(given.SecretString, "correct-horse")
        XCTAssertEqual(given.GenerateSecretString, .missing)
    }

    func testWhatSomebodyPutsInIsNotMadeUp() throws {
        XCTAssertEqual(try secret(.putInByHand).Properties, .missing)
    }

    func testItOutlivesItsStackBecauseItCannotBeMadeAgain() throws {
        let secret = try secret(.password())
        XCTAssertEqual(secret.DeletionPolicy, "RetainExceptOnCreate")
        XCTAssertEqual(secret.UpdateReplacePolicy, "Retain")
        XCTAssertEqual(secret.Properties.Name, .missing, "CloudFormation's own names never collide")
    }

    func testReadersReadItAndWritersDoNot() throws {
        let stack = try synthesize { stack in
            let key = Key(in: stack.scope("Data"))
            let login = Secret(in: stack.scope("Login"), key: key)
            login.grantRead(to: Role(in: stack.scope("Reader"), assumedBy: "ec2.amazonaws.com"))
            login.grantWrite(to: Role(in: stack.scope("Writer"), assumedBy: "ec2.amazonaws.com"))
            Secret(in: stack.scope("Token")).grantRead(
                to: Role(in: stack.scope("Other"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(
            stack.allowed("ReaderRole"),
            ["secretsmanager:GetSecretValue": ["LoginSecret"], "kms:Decrypt": ["DataKey.Arn"]])
        XCTAssertEqual(
            stack.allowed("WriterRole"),
            [
                "secretsmanager:PutSecretValue": ["LoginSecret"], "kms:Decrypt": ["DataKey.Arn"],
                "kms:GenerateDataKey": ["DataKey.Arn"],
            ])
        XCTAssertEqual(
            stack.allowed("OtherRole"), ["secretsmanager:GetSecretValue": ["TokenSecret"]],
            "the key policy of aws/secretsmanager lets the account's roles")
        XCTAssertEqual(stack["LoginSecret"].Properties.KmsKeyId, "DataKey.Arn")
    }

    func testAPropertyReadsItWhenItIsDeployed() throws {
        let stack = try synthesize { stack in
            let login = Secret(in: stack.scope("Login"), .members(["username": "shop"]))
            stack.output("Whole", login.value(), description: "dynamic")
        }
        XCTAssertEqual(stack.outputs["Whole"], "{{resolve:secretsmanager:LoginSecret:SecretString}}")
    }

    func testExistingSecretsAreNamedWithTheCharactersThatNobodyKnows() throws {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com")
            Secret.existing("Stripe", named: "shop/stripe").grantRead(to: role)
            let key = Key.existing(in: stack.scope("Shared"), arn: "arn:aws:kms:eu-west-3:111122223333:key/k")
            Secret.existing(
                "Bank", arn: "arn:aws:secretsmanager:eu-west-3:111122223333:secret:bank-AbCdEf", key: key
            ).grantRead(to: role)
        }
        XCTAssertEqual(Set(stack.resources.keys), ["ShopRole", "ShopReadStripe", "ShopReadBank"])
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            [
                "secretsmanager:GetSecretValue": [
                    "arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop/stripe-??????",
                    "arn:aws:secretsmanager:eu-west-3:111122223333:secret:bank-AbCdEf",
                ], "kms:Decrypt": ["arn:aws:kms:eu-west-3:111122223333:key/k"],
            ])
    }

    func testWhatIsNoSecretAndWhatCannotBeMadeUpIsToldAtTheCallersLine() {
        assertOneError(
            diagnose { _ = Secret(in: $0.scope("Login"), .given("hunter2")) }, "secret-in-template", at: #line)
        assertOneError(
            diagnose { _ = Secret(in: $0.scope("Login"), .password(GeneratedPassword(length: 3))) }, "out-of-range",
            at: #line - 1)
        assertOneError(
            diagnose { _ = Secret(in: $0.scope("Login"), .members(["password": "x"])) }, "duplicate-key", at: #line)
    }
}
