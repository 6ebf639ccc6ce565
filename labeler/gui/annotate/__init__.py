"""The Annotate page: article list, article, inspector. `page` puts them together; `verbs` does what the keys say."""
