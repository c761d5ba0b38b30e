import Operations

print(ToolPermissions.manual, terminator: "")
