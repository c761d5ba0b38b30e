import Template

/// A stack policy: what an update of one stack may do to its resources, whoever makes it. AWS CloudFormation User Guide,
/// "Prevent updates to stack resources".
struct StackPolicy: Sendable, Equatable {
    /// The logical IDs of what may be neither replaced nor removed.
    let kept: [String]

    init(keeping kept: [String]) { self.kept = kept.sorted() }

    /// Keeps what holds data, and the nested stacks that it is in: those go as a whole, whatever their own policies say.
    init(for tree: TemplateTree) {
        self.init(
            keeping: tree.template.resources.filter { id, resource in
                resource.type == Template.Resource.stackType
                    ? tree.nested[id]?.holdsData ?? false : resource.holdsData
            }.map(\.0))
    }

    /// AWS CloudFormation User Guide, "Defining a stack policy": what no statement allows is denied.
    var body: String {
        let allowed = #"{"Effect":"Allow","Principal":"*","Action":"Update:*","Resource":"*"}"#
        guard !kept.isEmpty else { return #"{"Statement":[\#(allowed)]}"# }
        let resources = kept.map { #""LogicalResourceId/\#($0)""# }.joined(separator: ",")
        return
            #"{"Statement":[\#(allowed),{"Effect":"Deny","Principal":"*","Action":["Update:Replace","Update:Delete"],"Resource":[\#(resources)]}]}"#
    }

    /// Lets an update do everything.
    static let open = StackPolicy(keeping: [])
}

extension TemplateTree {
    fileprivate var holdsData: Bool {
        template.resources.contains(where: \.1.holdsData)
            || nested.values.contains(where: \.holdsData)
    }
}
