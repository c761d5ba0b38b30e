import ResourceSchemas

/// What was looked up in the catalogue, by one thread at a time.
final class CatalogueLookups {
    let schemas: TypeSchemas
    let actions: KnownActions

    init(_ catalogue: ResourceCatalogue, _ circumstances: Circumstances) {
        schemas = TypeSchemas(catalogue, circumstances)
        actions = KnownActions(catalogue.actions)
    }
}
