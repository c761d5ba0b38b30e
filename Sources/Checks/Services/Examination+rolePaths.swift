import Template

extension Examination {
    /// Where a service looks a role up by its name, it looks at the path `/` ("Role" of CreateService in the Amazon ECS
    /// API reference; AWS CodeBuild makes an ARN of the name).
    mutating func checkRolePaths() {
        for (type, property) in [("AWS::CodeBuild::Project", "ServiceRole"), ("AWS::ECS::Service", "Role")] {
            for (user, wiring) in cases(of: type) {
                guard let (role, attribute) = wiring.target(of: user.value(property)), attribute == nil,
                    role.resource.type == "AWS::IAM::Role",
                    let path = wiring.text(role.value("Path"), otherwise: "/"), path != "/"
                else { continue }
                report(
                    "reference-type",
                    "\(property) is looked up as the name of a role with the path /, and \(role.logicalID) has the "
                        + "path \(path)", at: user, .key(property), notes: [("the role", role)],
                    fix: "use Fn::GetAtt \(role.logicalID).Arn")
            }
        }
    }
}
