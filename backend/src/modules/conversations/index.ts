export { ConversationsModule } from './conversations.module.js';
export { conversationConditions, type ConversationTraits } from './persistence/conversation-conditions.js';
export { ConversationReader } from './persistence/conversation.reader.js';
export { ConversationEndService } from './services/conversation-end.service.js';
export { ConversationLogService } from './services/conversation-log.service.js';
export { ConversationStartService } from './services/conversation-start.service.js';
