/** What a supplier without an account sees and does by a signed link. */
export { PORTAL_PERMISSIONS } from './guest'
export { portalInvoiceOrder, portalInvoices, portalSendInvoice } from './invoices'
export { createPortalLink, guestOfLink, openPortal, portalLinks, revokePortalLink } from './links'
export { portalConfirmOrder, portalOrder, portalOrders } from './orders'
export { portalDecline, portalQuote, portalRequest, portalRequests } from './requests'
export { announceShipment, expectedShipments, shipmentNotices, withdrawShipment } from './shipments'
