import Template

/// The resources of a template, taken apart once: most checks go through all of them, or ask for those of a type.
struct DeclaredResources {
    struct Member {
        let logicalID: String
        let resource: Template.Resource
        /// The resource's own, which takes long to look up that often.
        let type: String
    }

    /// In the order of the template.
    let all: [Member]

    init(of template: Template) {
        var all: [Member] = []
        all.reserveCapacity(template.resources.object.count)
        for (logicalID, resource) in template.resources {
            all.append(Member(logicalID: logicalID, resource: resource, type: resource.type))
        }
        self.all = all
    }

    /// In the order of the template.
    func ofType(_ type: String) -> [Member] {
        var found: [Member] = []
        // By hand, since most types that are asked for are not there, and there are debug builds.
        all.withUnsafeBufferPointer { all in
            let length = type.utf8.count
            var position = 0
            while position < all.count {
                if all[position].type.utf8.count == length, all[position].type == type { found.append(all[position]) }
                position += 1
            }
        }
        return found
    }
}
