import Constructs

/// The data lake: the catalogue's images and files.
struct StorageStack {
    let dataLake: PrivateBucket

    init(in root: Stack) {
        let stack = root.nestedStack("Storage", description: "The data lake's bucket: private, versioned, kept on deletion")
        dataLake = PrivateBucket(in: stack.scope("DataLake"))
    }
}
