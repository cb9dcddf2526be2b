"""What kinds of items and actions a YouTube live chat is made of, and which of them say something.

Nobody documents them; the newest were seen in 2026. A kind that is not here is named and counted
as unknown. Each code is the word its kind is counted by.
"""

from __future__ import annotations

SPOKEN = {
    "liveChatTextMessageRenderer": "empty",
    "liveChatPaidMessageRenderer": "paid",
    "liveChatMembershipItemRenderer": "membership",
    "liveChatLegacyPaidMessageRenderer": "membership",
}
"""Items whose `message` is in the words of their author, and what they are without a word."""

SILENT = {
    "giftItemViewModel": "gift",
    "giftMessageViewModel": "gift",
    "liveChatAutoModMessageRenderer": "withheld",
    "liveChatBannerRenderer": "banner",
    "liveChatCallForQuestionsRenderer": "system",
    "liveChatDonationAnnouncementRenderer": "system",
    "liveChatGiftMembershipReceivedRenderer": "membership",
    "liveChatModeChangeMessageRenderer": "system",
    "liveChatModerationMessageRenderer": "system",
    "liveChatPaidStickerRenderer": "sticker",
    "liveChatPlaceholderItemRenderer": "withheld",
    "liveChatPollRenderer": "poll",
    "liveChatProductItemRenderer": "system",
    "liveChatPurchasedProductMessageRenderer": "system",
    "liveChatRestrictedParticipationRenderer": "system",
    "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer": "membership",
    "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer": "membership",
    "liveChatSponsorshipsHeaderRenderer": "membership",
    "liveChatViewerEngagementMessageRenderer": "system",
    "pollRenderer": "poll",
}
"""Items that say nothing of their author's own."""

MODELS = {
    "liveChatTextMessageModel": "liveChatTextMessageRenderer",
    "liveChatTextMessageBannerModel": "liveChatTextMessageRenderer",
    "superChatItemModel": "liveChatPaidMessageRenderer",
    "liveChatPaidStickerModel": "liveChatPaidStickerRenderer",
    "viewerEngagementMessageModel": "liveChatViewerEngagementMessageRenderer",
}
"""The items as phones get them, by the names browsers know."""

QUIET = {
    "addInteractivityWidgetAction": "gift",
    "addLiveChatTickerItemAction": "ticker",
    "changeEngagementPanelVisibilityAction": "system",
    "clearChatWindowAction": "system",
    "clickTrackingParams": "system",
    "closeLiveChatActionPanelAction": "poll",
    "collapseLiveChatItemAction": "system",
    "dimChatItemAction": "system",
    "forceLiveChatContinuationCommand": "system",
    "hideEngagementPanelEndpoint": "system",
    "liveChatAddToToastAction": "system",
    "liveChatContinuation": "blank",
    "liveChatReportModerationStateCommand": "system",
    "removeBannerForLiveChatCommand": "banner",
    "removeFanzoneTickerChipCommand": "ticker",
    "removeLiveChatTickerItemAction": "ticker",
    "replaceLiveChatAction": "system",
    "replaceLiveChatRendererAction": "system",
    "replaceLiveChatTickerItemAction": "ticker",
    "runAttestationCommand": "system",
    "serverErrorMessage": "system",
    "showCreatorGoalTickerChipCommand": "ticker",
    "showFanzoneTickerChipCommand": "ticker",
    "showLiveChatActionPanelAction": "poll",
    "showLiveChatDialogAction": "system",
    "showLiveChatParticipantsAction": "system",
    "showLiveChatSurveyCommand": "system",
    "showLiveChatTooltipCommand": "system",
    "showPollPanelAction": "poll",
    "signalAction": "system",
    "signalServiceEndpoint": "system",
    "updateDateTextAction": "system",
    "updateDescriptionAction": "system",
    "updateLiveChatPollAction": "poll",
    "updateOrAddInteractivityWidgetAction": "gift",
    "updateTitleAction": "system",
    "updateToggleButtonTextAction": "system",
    "updateViewershipAction": "system",
}
"""Actions that add nothing and take nothing back."""

BANNER = "addBannerToLiveChatCommand"
BANNERS = {
    "liveChatBannerChatSummaryRenderer": "summary",
    "liveChatCreatorAnswersQuestionsRenderer": "question",
}
"""Banners with words: a summary is a machine's, and a question has no author and no id."""

DELETIONS = ("markChatItemAsDeletedAction", "removeChatItemAction")
REMOVALS = ("markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction")
