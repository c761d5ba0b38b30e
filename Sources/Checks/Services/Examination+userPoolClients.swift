import Diagnostics
import Template

extension Examination {
    /// A client's users come back to an address of its list where nothing else is said ("CreateUserPoolClient" in the
    /// Amazon Cognito user pools API reference).
    mutating func checkUserPoolClients() {
        for (client, wiring) in cases(of: "AWS::Cognito::UserPoolClient") {
            guard let standard = wiring.text(client.value("DefaultRedirectURI")),
                let urls = wiring.possibleElements(of: client.value("CallbackURLs"))
            else { continue }
            let known = urls.map { wiring.text($0) }
            guard !known.contains(nil), !known.contains(standard) else { continue }
            report(
                "value-not-allowed", "\(standard) is none of the CallbackURLs", at: client, .key("DefaultRedirectURI"),
                fix: Suggestion.fix(for: standard, in: known.compactMap(\.self)) ?? "add it to CallbackURLs")
        }
    }
}
