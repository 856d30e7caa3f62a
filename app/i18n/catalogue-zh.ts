import { type Catalogue, mergeCatalogues } from './merge'

const files = import.meta.glob<Catalogue>('../../messages/zh/*.json', { eager: true, import: 'default' })

export const catalogue: Catalogue = mergeCatalogues(Object.values(files))
