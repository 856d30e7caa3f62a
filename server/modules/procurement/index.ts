export * from './receiving'
export {
  setUpProcurement,
  setUpProcurementCommand,
  updatePurchaseItemSetting,
  updatePurchaseSettings,
} from './settings/set-up-procurement'
