import * as audit from '@/server/platform/audit/audit.queries'
import { addComment, comments, deleteComment, editComment, mentionable } from '@/server/platform/comments/comments'
import { attachments, removeAttachment } from '@/server/platform/files/attachments'
import * as account from '@/server/platform/identity/account'
import * as invitations from '@/server/platform/identity/invitations'
import * as memberSessions from '@/server/platform/identity/member-sessions'
import * as members from '@/server/platform/identity/members'
import * as mySessions from '@/server/platform/identity/my-sessions'
import * as roles from '@/server/platform/identity/roles'
import { importKinds } from '@/server/platform/imports/importer'
import { inbox } from '@/server/platform/inbox/inbox'
import { myNotifications, saveMyNotifications } from '@/server/platform/notifications/settings'
import * as webhooks from '@/server/platform/notifications/webhooks'
import { listNumberSeries, updateNumberSeries } from '@/server/platform/numbering/series'
import { search } from '@/server/platform/search/search'
import * as companies from '@/server/platform/tenancy/companies'
import { workspace } from '@/server/platform/tenancy/workspace'
import { removeView, savedViews, saveView, setDefaultView } from '@/server/platform/views/saved-views'
import { accountMutation, accountQuery, listRouter, mutation, query, router } from '../trpc'

export const platformRouter = router({
  workspace: query(workspace),
  search: query(search),
  inbox: query(inbox),
  importKinds: query(importKinds),
  savedViews: query(savedViews),
  saveView: mutation(saveView),
  removeView: mutation(removeView),
  setDefaultView: mutation(setDefaultView),
  comments: query(comments),
  mentionable: query(mentionable),
  addComment: mutation(addComment),
  editComment: mutation(editComment),
  deleteComment: mutation(deleteComment),
  attachments: query(attachments),
  removeAttachment: mutation(removeAttachment),
  listCompanies: query(companies.listCompanies),
  createCompany: mutation(companies.createCompany),
  updateCompany: mutation(companies.updateCompany),

  listNumberSeries: query(listNumberSeries),
  updateNumberSeries: mutation(updateNumberSeries),

  listMembers: query(members.listMembers),
  updateMember: mutation(members.updateMember),
  listInvitations: query(invitations.listInvitations),
  invitationLink: query(invitations.invitationLink),
  invitePerson: mutation(invitations.invitePerson),
  revokeInvitation: mutation(invitations.revokeInvitation),

  listPermissions: query(roles.listPermissions),
  listRoles: query(roles.listRoles),
  createRole: mutation(roles.createRole),
  updateRole: mutation(roles.updateRole),
  deleteRole: mutation(roles.deleteRole),

  audit: { list: listRouter(audit.listAudit) },
  getAuditEntry: query(audit.getAuditEntry),
  documentActivity: query(audit.documentActivity),
  verifyAudit: query(audit.verifyAudit),

  memberSessions: accountQuery(memberSessions.memberSessions),
  revokeMemberSession: accountMutation(memberSessions.revokeMemberSession),

  myAccount: accountQuery(account.myAccount),
  updateProfile: accountMutation(account.updateProfile),
  changePassword: accountMutation(account.changePassword),
  startSecondFactor: accountMutation(account.startSecondFactor),
  enableSecondFactor: accountMutation(account.enableSecondFactor),
  disableSecondFactor: accountMutation(account.disableSecondFactor),
  renewRecoveryCodes: accountMutation(account.renewRecoveryCodes),
  mySessions: accountQuery(mySessions.mySessions),
  revokeMySession: accountMutation(mySessions.revokeMySession),
  revokeMyOtherSessions: accountMutation(mySessions.revokeMyOtherSessions),
  listWebhooks: query(webhooks.listWebhooks),
  createWebhook: mutation(webhooks.createWebhook),
  updateWebhook: mutation(webhooks.updateWebhook),
  deleteWebhook: mutation(webhooks.deleteWebhook),
  myNotifications: query(myNotifications),
  saveMyNotifications: mutation(saveMyNotifications),
  createMyToken: accountMutation(mySessions.createMyToken),
})
