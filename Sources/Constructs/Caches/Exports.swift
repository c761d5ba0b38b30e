// Who uses constructs needs the language too: scopes to put them in and values to give them.
@_exported import CloudFormation
