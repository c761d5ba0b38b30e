import Diagnostics
import Patterns
import Template

extension Examination {
    /// How long to wait is written as ISO 8601 has it ("CreationPolicy attribute" and "UpdatePolicy attribute" in the
    /// CloudFormation template reference).
    mutating func checkSignalTimes() {
        for declared in resources.all {
            let resource = declared.resource
            // Most have none.
            guard resource.object.hasPolicy else { continue }
            let path = Template.Path(.resources, declared.logicalID)
            check(
                time: resource.creationPolicy?["ResourceSignal"]?["Timeout"],
                at: path.appending("CreationPolicy").appending("ResourceSignal").appending("Timeout"))
            check(
                time: resource.updatePolicy?["AutoScalingRollingUpdate"]?["PauseTime"],
                at: path.appending("UpdatePolicy").appending("AutoScalingRollingUpdate").appending("PauseTime"))
        }
    }

    private mutating func check(time: Template.Expression?, at path: @autoclosure () -> Template.Path) {
        guard let text = time?.scalarText, Self.duration?.matches(text.uppercased()) == false else { return }
        report(
            "pattern-mismatch", "\"\(text)\" is no time as ISO 8601 writes it", at: path(),
            fix: "write it as in PT15M: P, days, T, hours, minutes and seconds")
    }

    /// The last of its numbers may have a fraction; that is not told apart here.
    private static let duration = Pattern(
        #"^P(?=.)([0-9.,]+Y)?([0-9.,]+M)?([0-9.,]+W)?([0-9.,]+D)?(T(?=.)([0-9.,]+H)?([0-9.,]+M)?([0-9.,]+S)?)?$"#)
}
