extension Scope {
    /// Keeps what is in this scope, or in this nested stack, although its name or its place in the code changed: the
    /// next deployment moves the resources to their new names, and none is made anew.
    ///
    ///     let archive = PrivateBucket(in: storage.scope("Archive").formerly("Storage/DataLake"))
    ///     let data = root.nestedStack("Data").formerly("Storage")
    ///
    /// It says nothing in the template. `plan` and `deploy` ask what is deployed: where that has the new name already,
    /// there is nothing to do; where it has neither, that is an error. Take the line out once every environment has
    /// the new name. A name that changed twice may be said twice.
    ///
    /// - Parameter path: of nested stacks from the root down, by their logical IDs, and then what the logical IDs of the
    ///   resources began with: `Storage/DataLake` for those that were `Storage/DataLakeBucket` and
    ///   `Storage/DataLakeBucketPolicy`. They were in no scope where it ends in a slash, as in `Storage/`, and directly
    ///   in the root stack where it is empty. For a nested stack it is the path of the stack.
    @discardableResult
    public func formerly(_ path: String, fileID: String = #fileID, line: Int = #line) -> Self {
        declarations.formerPaths.append(
            ScopedFormerPath(
                scope: self.path, former: FormerPath(path, at: SourceLocation(fileID: fileID, line: line))))
        return self
    }
}

extension Resource {
    /// Keeps this resource although its name, its scope or its nested stack is another one now: the next deployment
    /// moves it to its new name, and it is not made anew.
    ///
    ///     let orders = data.add("Orders", SQS.Queue()).formerly("Messaging/OrderQueue")
    ///
    /// It says nothing in the template. `plan` and `deploy` ask what is deployed: where that has the new name already,
    /// there is nothing to do; where it has neither, that is an error. Take the line out once every environment has
    /// the new name. A name that changed twice may be said twice.
    ///
    /// - Parameter path: as `plan` names the resource: the logical IDs of the nested stacks from the root down, and its
    ///   own, as in `Messaging/OrderQueue`.
    @discardableResult
    public func formerly(_ path: String, fileID: String = #fileID, line: Int = #line) -> Self {
        let former = FormerPath(path, at: SourceLocation(fileID: fileID, line: line))
        edit { $0.formerPaths.append(former) }
        return self
    }
}
