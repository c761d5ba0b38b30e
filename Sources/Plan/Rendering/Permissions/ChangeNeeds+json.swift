import Diagnostics
import Permissions

extension ChangeNeeds {
    /// For programs: `needs` is all that the change needs, `more` what is not needed for what is deployed, and `role` what
    /// the execution role has of it, where it was asked.
    var json: RenderedJSON {
        func list(_ needs: [PermissionNeed]) -> RenderedJSON {
            .list(needs.map { $0.json(on: resource(of: $0), isNew: isNew($0.action)) })
        }
        return .object([
            ("needs", list(needs)), ("more", more.map(list)),
            (
                "role",
                verdict.map { verdict in
                    .object([
                        ("arn", .text(verdict.role)), ("missing", list(verdict.missing)),
                        (
                            "unknown",
                            .list(
                                verdict.unknown.map { need, reason in
                                    .object([
                                        ("action", .text(need.action)), ("resource", .text(resource(of: need))),
                                        ("reason", .text(reason)),
                                    ])
                                })
                        ),
                    ])
                }
            ),
        ])
    }
}

extension PermissionNeed {
    fileprivate func json(on resource: String, isNew: Bool) -> RenderedJSON {
        .object([
            ("action", .text(action)), ("resource", .text(resource)), ("isNewAction", isNew ? .boolean(true) : nil),
            (
                "wantedBy",
                .list(
                    wants.map { want in
                        .object([
                            ("name", .text(want.name)), ("type", want.type.isEmpty ? nil : .text(want.type)),
                            (
                                "handlers",
                                want.handlers.isEmpty ? nil : .list(want.handlers.map { .text($0.rawValue) })
                            ),
                        ])
                    })
            ),
        ])
    }
}
