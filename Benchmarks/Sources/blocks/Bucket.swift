import FunctionConstructs
import StorageConstructs

/// A bucket for files of one's own, with old versions for a while, and a function that is told of new ones.
func bucket(_ stack: Stack) {
    let files = PrivateBucket(in: stack.scope("Files"), oldVersionsKeptForDays: 30)
    let reader = Function(
        in: stack.scope("Reader"), code: .inline("def handler(event, context): pass", runtime: .python3_13))
    files.grantRead(to: reader)
    reader.handles(files.events(.created))
}
