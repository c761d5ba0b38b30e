extension SecurityRule {
    static let ofAccess = [
        SecurityRule(
            "SEC040", of: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy", checkov: "62 63",
            .explained("name what is needed", .together(\.allowsEverything))),
        SecurityRule(
            "SEC042", of: "AWS::IAM::Role", checkov: "60",
            .explained("name who may", .not(.opensToWorld("AssumeRolePolicyDocument")))),
        SecurityRule(
            "SEC160", of: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group", solutions: "IAM4",
            .explained("allow what is needed in a policy of its own", .together(\.usesManagedPolicies))),
        SecurityRule(
            "SEC161", of: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy", solutions: "IAM5", .explained("name what is needed", .together(\.hasWildcards))),
        SecurityRule("SEC162", of: "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", checkov: "40", .not(.isSet("Users"))),
        SecurityRule(
            "SEC163", of: "AWS::KMS::Key", solutions: "KMS5", checkov: "7",
            .when(
                .isOne(of: ["SYMMETRIC_DEFAULT"], at: "KeySpec", standard: "SYMMETRIC_DEFAULT"),
                .isTrue("EnableKeyRotation"))),
        SecurityRule(
            "SEC164", of: "AWS::KMS::Key", checkov: "33", .explained("name who may", .not(.opensToWorld("KeyPolicy")))),
        SecurityRule(
            "SEC165", of: "AWS::SecretsManager::Secret", solutions: "SMG4",
            .explained("add a rotation schedule", .together(\.isRotated))),
        SecurityRule("SEC166", of: "AWS::SecretsManager::Secret", checkov: "149", .isSet("KmsKeyId")),
        SecurityRule("SEC167", of: "AWS::Logs::LogGroup", checkov: "158", .isSet("KmsKeyId")),
        SecurityRule("SEC168", of: "AWS::Logs::LogGroup", checkov: "66", .isSet("RetentionInDays")),
        SecurityRule("SEC169", of: "AWS::CloudTrail::Trail", checkov: "35", .isSet("KMSKeyId")),
        SecurityRule("SEC170", of: "AWS::CloudTrail::Trail", checkov: "36", .isTrue("EnableLogFileValidation")),
        SecurityRule("SEC171", of: "AWS::CloudTrail::Trail", checkov: "67", .isTrue("IsMultiRegionTrail")),
        SecurityRule(
            "SEC172", of: "AWS::Cognito::UserPool", solutions: "COG1",
            .all([
                .isAtLeast(8, at: "Policies/PasswordPolicy/MinimumLength", standard: 6),
                .isTrue("Policies/PasswordPolicy/RequireUppercase"), .isTrue("Policies/PasswordPolicy/RequireNumbers"),
                .isTrue("Policies/PasswordPolicy/RequireSymbols"),
            ])),
        SecurityRule(
            "SEC173", of: "AWS::Cognito::UserPool", solutions: "COG2",
            .isOne(of: ["ON"], at: "MfaConfiguration", standard: "OFF")),
        SecurityRule(
            "SEC174", of: "AWS::Cognito::UserPool", solutions: "COG3",
            .isOne(of: ["ENFORCED"], at: "UserPoolAddOns/AdvancedSecurityMode")),
        SecurityRule(
            "SEC175", of: "AWS::Cognito::IdentityPool", solutions: "COG7", checkov: "366",
            .not(.isTrue("AllowUnauthenticatedIdentities"))),
    ]
}
