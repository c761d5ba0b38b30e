import Diagnostics
import Template

extension Examination {
    /// Who resolves a field asks a source that its API has ("CreateResolver" in the AWS AppSync API reference).
    mutating func checkDataSources() {
        let type = "AWS::AppSync::DataSource"
        for (user, wiring) in cases(of: ["AWS::AppSync::FunctionConfiguration", "AWS::AppSync::Resolver"]) {
            guard let name = wiring.text(user.value("DataSourceName")),
                let api = wiring.target(of: user.value("ApiId"), type: "AWS::AppSync::GraphQLApi"),
                wiring.isWhole(around: user.stack), !wiring.isOpen(api), !wiring.isHandedDown(api)
            else { continue }
            let sources = wiring.users(type, of: api, by: "ApiId").filter { wiring.mayBe($0.value("ApiId"), api) }
            let names = sources.map { wiring.text($0.value("Name")) }
            guard !names.contains(nil), !names.contains(name) else { continue }
            let known = names.compactMap(\.self)
            report(
                "name-of-nothing", "\(api.logicalID) has no data source called \(name)", at: user,
                .key("DataSourceName"),
                notes: [("the API", api)],
                fix: known.isEmpty ? "declare an AWS::AppSync::DataSource" : Suggestion.choice(for: name, in: known))
        }
    }
}
