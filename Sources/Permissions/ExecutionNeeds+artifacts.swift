extension ExecutionNeeds {
    /// What the role needs beside what the resources do: to read what was uploaded, of which nested stacks and functions are
    /// made.
    static func artifacts(of place: DeploymentPlace) -> [PermissionNeed] {
        guard let artifacts = place.artifacts else { return [] }
        let want = PermissionNeed.Want(name: "templates of nested stacks, and assets", type: "", handlers: [])
        return [
            PermissionNeed(
                action: "s3:GetObject", resource: artifacts, format: "s3:::%/*", conditions: .none, extent: .named,
                wants: [want])
        ]
    }
}
