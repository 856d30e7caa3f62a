import { type Catalogue, mergeCatalogues } from './merge'

const files = import.meta.glob<Catalogue>('../../messages/en/*.json', { eager: true, import: 'default' })

export const catalogue: Catalogue = mergeCatalogues(Object.values(files))
